/** Commands that read the predictions topic. */
package io.rivulet.cli.predictions;
