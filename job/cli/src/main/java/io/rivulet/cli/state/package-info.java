/** Commands that look into exported states. */
package io.rivulet.cli.state;
