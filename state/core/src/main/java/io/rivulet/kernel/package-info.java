/** Dense linear algebra in which every sum has one fixed order, and seeded random numbers. */
package io.rivulet.kernel;
