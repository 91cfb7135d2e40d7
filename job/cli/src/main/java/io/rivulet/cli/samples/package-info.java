/** Commands that send samples, check them and export them. */
package io.rivulet.cli.samples;
