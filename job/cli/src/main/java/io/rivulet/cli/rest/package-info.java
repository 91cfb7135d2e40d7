/** Flink's REST interface, over TLS where the cluster asks for it. */
package io.rivulet.cli.rest;
