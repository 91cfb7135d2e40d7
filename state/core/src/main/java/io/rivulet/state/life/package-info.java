/**
 * What a job keeps of a model id: the life of the model, and inputs that wait for their targets.
 */
package io.rivulet.state.life;
