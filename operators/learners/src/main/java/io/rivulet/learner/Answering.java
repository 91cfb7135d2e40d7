package io.rivulet.learner;

/** How the weights of a record alone answer an input, for readers that predict. */
public enum Answering {

  /** Wᵀ x when the model is linear; Wᵀ φ(x) when the record carries a hidden layer. */
  REGRESSION,

  /** softmax(Wᵀ x) when the model is linear. */
  CLASSIFICATION,

  /** W itself, whatever the input. */
  CONSTANT,

  /** Not at all. */
  NONE
}
