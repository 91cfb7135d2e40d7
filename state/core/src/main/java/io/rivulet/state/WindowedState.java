package io.rivulet.state;

/** A state whose weights change when a window of samples closes, together with the open window. */
public interface WindowedState extends LearnedState {

  /** W as q columns of p entries; not copied. */
  double[][] weights();

  /** The open window; not copied. */
  Window window();
}
