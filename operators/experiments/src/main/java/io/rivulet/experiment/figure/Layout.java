package io.rivulet.experiment.figure;

import io.rivulet.experiment.canvas.Canvas;

/**
 * The place of a figure, which determines its width and the number of panels side by side. Text has
 * the same size in all layouts.
 */
public enum Layout {
  /** In one column of a page of two: 84 mm. */
  COLUMN(84) {
    @Override
    int perRow(int panels) {
      return panels <= MOST_STACKED ? 1 : 2;
    }
  },

  /** Across both columns of such a page: 174 mm. */
  PAGE(174) {
    @Override
    int perRow(int panels) {
      return panels == 2 * 2 ? 2 : Math.min(MOST_STACKED, panels);
    }
  },

  /** On a screen, which scrolls: one panel below the other. */
  SCREEN(174) {
    @Override
    int perRow(int panels) {
      return 1;
    }
  };

  private static final int MOST_STACKED = 3;

  private final int millimetres;

  Layout(int millimetres) {
    this.millimetres = millimetres;
  }

  /** The width in points of 1/72 inch. */
  double width() {
    return millimetres * Canvas.POINTS_PER_MM;
  }

  /** The number of panels in a row, given at least one panel. */
  abstract int perRow(int panels);
}
