/** What a bench is, what it is asked for, and the row that it gives. */
package io.rivulet.benchmark;
