/** The commands about the life of models: what they are told, and how they are. */
package io.rivulet.cli.model;
