package io.rivulet.wire.planted;

import io.rivulet.model.planted.CycleStart;

/** Knows who knows it. */
public record CycleEnd(CycleStart start) {}
