package io.rivulet.benchmark.kernel;

import com.yahoo.labs.samoa.instances.Attribute;
import com.yahoo.labs.samoa.instances.DenseInstance;
import com.yahoo.labs.samoa.instances.Instance;
import com.yahoo.labs.samoa.instances.Instances;
import com.yahoo.labs.samoa.instances.InstancesHeader;
import java.util.ArrayList;
import java.util.List;
import moa.classifiers.functions.SGD;

/** The linear regression by stochastic gradient descent of MOA. */
final class MoaModel implements Work {

  static final double RATE = 1e-3;

  private final RegressionStream regression;
  private final InstancesHeader header;
  private final SGD model = new SGD();

  MoaModel(int p) {
    regression = new RegressionStream(p);
    List<Attribute> attributes = new ArrayList<>();
    for (int j = 0; j <= p; j++) {
      attributes.add(new Attribute("a" + j));
    }
    header = new InstancesHeader(new Instances("regression", attributes, 0));
    header.setClassIndex(p);
    model.setLossFunction(2);
    model.setLearningRate(RATE);
    model.setLambda(0);
    model.setModelContext(header);
    model.prepareForUse();
  }

  @Override
  public void take(int samples) {
    for (int n = 0; n < samples; n++) {
      Instance instance = new DenseInstance(header.numAttributes());
      instance.setDataset(header);
      double[] x = regression.next();
      for (int j = 0; j < x.length; j++) {
        instance.setValue(j, x[j]);
      }
      instance.setClassValue(regression.target());
      model.trainOnInstance(instance);
    }
  }
}
