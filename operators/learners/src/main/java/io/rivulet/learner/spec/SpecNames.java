package io.rivulet.learner.spec;

import io.rivulet.record.Meanings;
import java.util.Map;
import java.util.Set;

/**
 * The names in specs, with the names for the same things in River, MOA, scikit-learn, Flink ML,
 * Vowpal Wabbit and textbooks.
 */
public final class SpecNames {

  /** Names of learners. */
  public static final Meanings LEARNERS =
      Meanings.of(
          "recursiveleastsquares recursive rlsfilter: rls",
          "kalman kalmanfilter extendedkalman extendedkalmanfilter unscented ukf: ekf",
          "linear linearregression linreg lr ols leastsquares normalequations ridge ridgeregression"
              + " bayesianridge bayesianlinearregression regression: ledger rls",
          "sgdregressor gd gradientdescent stochasticgradientdescent lms adam adagrad rmsprop vw"
              + " vowpalwabbit: sgd",
          "logistic logisticregression softmax softmaxregression multinomial sgdclassifier classifier"
              + " classification perceptron svm: laplace",
          "lowrankfilter lofi: lofi-diagonal",
          "nn net neural neuralnet neuralnetwork mlpregressor elm oselm rvfl: online-net",
          "orthogonalgradientdescent: ogd",
          "orthogonalrecursivefitting: orfit",
          "pca incrementalpca eigen oja spectral: matrix-flow",
          "knowledgedistillation lwf: distillation",
          "passiveaggressive pa paregressor kaczmarz nlms: one-step-sgd",
          "naive last persistence dummy: greedy");

  /** Names of fields; the first choice that the learner has is meant. */
  public static final Meanings FIELDS =
      Meanings.of(
          "lambda: forgetting ridge priorPrecision decay threshold",
          "forgettingfactor fadingfactor forget fading ff decay memorydecay: forgetting decay"
              + " memoryDecay",
          "forgetting gamma discount halflife: decay memoryDecay forgetting processNoise",
          "mode: forgettingMode summary form",
          "lr learningrate eta eta0 stepsize step: rate",
          "alpha l2 reg regularization regularisation regularizer weightdecay shrinkage penalty:"
              + " ridge priorPrecision rate",
          "ridge: priorPrecision",
          "prior precision p0 covariance initialcovariance delta: priorPrecision ridge",
          "dim dims dimensions nfeatures numfeatures featurecount inputs ninputs inputsize inputdim"
              + " nin d p n: dimension",
          "noutputs numoutputs outputsize outputdim outputdimension nout targets ntargets: outputs"
              + " classes",
          "outputs: classes",
          "nclasses numclasses classcount: classes outputs",
          "fitintercept intercept addbias addintercept constant: bias",
          "r measurementnoise observationnoise obsnoise noisevariance sigma2 sigma variance: noise",
          "q systemnoise statenoise transitionnoise drift: processNoise",
          "m rank maxrank ncomponents components memorysize buffersize: memory reservoir",
          "k: classes memory",
          "nhidden hiddenunits hiddensize hiddenlayers hiddenlayersizes layers units neurons: hidden",
          "nonlinearity transfer transferfunction: activation",
          "randomstate randomseed rng: seed",
          "w0 weights initweights init initial initializer coef: initialWeights",
          "epochs iterations niter maxiter passes: steps",
          "tol eps epsilon: tolerance",
          "windowsize windowlength batchsize batch graceperiod: window every",
          "window: every",
          "algorithm algo method estimator: learner detector",
          "type: learner kind",
          "action onalarm: then",
          "secs sec duration length: seconds",
          "lag stepsahead lookahead: horizon",
          "columns names featurenames: features",
          "standardise normalize normalise standardscaler: standardize");

  /** All fields that any learner takes, including those of nested objects. */
  public static final Set<String> ALL_FIELDS =
      Set.of(
          "learner",
          "dimension",
          "outputs",
          "classes",
          "bias",
          "biasPrecision",
          "initialWeights",
          "uniform",
          "model",
          "kind",
          "hidden",
          "activation",
          "seed",
          "features",
          "standardize",
          "forgetting",
          "forgettingMode",
          "priorPrecision",
          "memory",
          "noise",
          "summary",
          "memoryDecay",
          "mergeable",
          "tolerance",
          "processNoise",
          "rate",
          "steps",
          "mode",
          "scale",
          "ridge",
          "direct",
          "horizon",
          "window",
          "seconds",
          "decay",
          "strength",
          "reservoir",
          "time",
          "initialScale",
          "initialFactor",
          "centered",
          "form",
          "labels",
          "evaluate",
          "drift");

  /** The reasons why some learners do not take a field. */
  static final Map<String, String> OBSTACLES =
      Map.of(
          "standardize",
          "give center and scale per feature; a running scale would change what was already learned",
          "hidden",
          "the layers of an mlp are in model: {\"kind\": \"mlp\", \"hidden\": [32]}",
          "activation",
          "it is a field of model: {\"kind\": \"mlp\", \"activation\": \"tanh\"}",
          "kind",
          "it is a field of model: {\"kind\": \"linear\"}",
          "classes",
          "it learns numbers and has outputs; laplace and distillation have classes",
          "biasPrecision",
          "its bias is a weight like the others");

  private SpecNames() {}
}
