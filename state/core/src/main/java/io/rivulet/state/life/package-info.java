/** What a job keeps beside the models: inputs that wait for their targets. */
package io.rivulet.state.life;
