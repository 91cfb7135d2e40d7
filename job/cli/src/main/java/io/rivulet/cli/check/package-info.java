/** What is checked before a job starts, and how findings are shown. */
package io.rivulet.cli.check;
