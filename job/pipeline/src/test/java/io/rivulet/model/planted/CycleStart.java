package io.rivulet.model.planted;

import io.rivulet.wire.planted.CycleEnd;

/** Knows who knows it. */
public record CycleStart(CycleEnd end) {}
