/** Weight records that are too long for one record: how they are split, and made whole again. */
package io.rivulet.wire.part;
