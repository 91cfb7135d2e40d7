/** Text as commands print it. */
package io.rivulet.cli.text;
