package io.rivulet.state;

/** Weights that change when a window of samples closes, and the window that is open. */
public interface WindowedState extends LearnedState {

  /** W as q columns of p entries; not copied. */
  double[][] weights();

  /** The open window; not copied. */
  Window window();
}
