/** How records cross the network between operators: flat, without reflection and without Kryo. */
package io.rivulet.operator.type;
