/** Dense linear algebra with one fixed order of every sum, and seeded numbers. */
package io.rivulet.kernel;
