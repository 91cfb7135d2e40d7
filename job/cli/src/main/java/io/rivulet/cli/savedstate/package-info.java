/** Commands about checkpoints and savepoints that lie on disk. */
package io.rivulet.cli.savedstate;
