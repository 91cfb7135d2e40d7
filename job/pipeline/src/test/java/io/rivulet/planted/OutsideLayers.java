package io.rivulet.planted;

/** In no layer. */
public final class OutsideLayers {

  private OutsideLayers() {}
}
