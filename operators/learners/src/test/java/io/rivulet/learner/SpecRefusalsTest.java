package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.record.Limits;
import io.rivulet.record.Reason;
import io.rivulet.wire.SpecJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no spec, and what is said of it. */
class SpecRefusalsTest {

  @Test
  void newModel_netWithAHugeHiddenLayer_isRefusedBeforeItIsDrawn() {
    Specs specs =
        new Specs(
            List.of(
                SpecPattern.of(
                    "*",
                    SpecJson.read(
                        json(
                            "{'learner':'online-net','dimension':2000000000,'hidden':3999,"
                                + "'direct':false}")))),
            Limits.DEFAULT);

    assertThatThrownBy(() -> specs.newModel("m"))
        .hasFieldOrPropertyWithValue("reason", Reason.LIMIT_DIMENSION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'dimension':1}                                         | learner",
        "{'learner':7}                                           | learner",
        "{'learner':'rsl','dimension':1}                         | did you mean 'rls'",
        "{'learner':'rls'}                                       | dimension",
        "{'learner':'rls','dimensoin':1}                         | did you mean it by 'dimensoin'",
        "{'learner':'rls','dimension':1,'model':{'kind':'mlp','hiden':[1]}} | by 'model.hiden'",
        "{'learner':'rls','dimension':0}                         | dimension",
        "{'learner':'rls','dimension':1.5}                       | dimension",
        "{'learner':'rls','dimension':'1'}                       | dimension",
        "{'learner':'rls','dimension':3000000000}                | dimension",
        "{'learner':'rls','dimension':4001}                      | 4000",
        "{'learner':'rls','dimension':4000,'bias':true}          | 4000",
        "{'learner':'rls','dimension':1,'forgeting':0.9}         | did you mean 'forgetting'",
        "{'learner':'rls','dimension':1,'forgetting':0}          | (0, 1]",
        "{'learner':'rls','dimension':1,'forgetting':1.1}        | (0, 1]",
        "{'learner':'rls','dimension':1,'forgetting':NaN}        | finite",
        "{'learner':'rls','dimension':1,'forgettingMode':'both'} | exponential, directional",
        "{'learner':'rls','dimension':1,'priorPrecision':0}      | positive",
        "{'learner':'rls','dimension':1,'priorPrecision':-1}     | positive",
        "{'learner':'rls','dimension':1,'priorPrecision':1e-320} | positive",
        "{'learner':'rls','dimension':2,'priorPrecision':[1]}    | 2 numbers",
        "{'learner':'rls','dimension':1,'outputs':0}             | outputs",
        "{'learner':'rls','dimension':1,'bias':1}                | true or false",
        "{'learner':'rls','dimension':1,'model':'linear'}        | an object",
        "{'learner':'rls','dimension':1,'model':{'kind':'cnn'}}  | linear, shared",
        "{'learner':'rls','dimension':1,'model':{'kin':'x'}}     | model.kind",
        "{'learner':'rls','dimension':1,'model':{'kind':'shared'},'bias':true} | constant row",
        "{'learner':'rls','dimension':2,'initialWeights':[1]}    | 2 numbers",
        "{'learner':'rls','dimension':1,'initialWeights':['a']}  | finite number",
        "{'learner':'rls','dimension':1,'initialWeights':{'uniform':-1,'seed':1}} | at least 0",
        "{'learner':'rls','dimension':1,'initialWeights':{'uniform':1}}           | seed",
        "{'learner':'rls','dimension':2,'features':['a']}        | 2 names",
        "{'learner':'rls','dimension':2,'features':['a','a']}    | different names",
        "{'learner':'orfit','dimension':1}                       | memory",
        "{'learner':'orfit','dimension':1,'memory':0}            | memory",
        "{'learner':'orfit','dimension':1,'memory':1,'noise':-1} | at least 0",
        "{'learner':'orfit','dimension':1,'memory':1,'noise':1,'summary':'latest'} | ipca",
        "{'learner':'orfit','dimension':1,'memory':1,'noise':1,'summary':'random'} | ipca",
        "{'learner':'orfit','dimension':1,'memory':1,'summary':'pca'}       | ipca, fd",
        "{'learner':'orfit','dimension':1,'memory':1,'priorPrecision':0}    | positive",
        "{'learner':'orfit','dimension':1,'memory':1,'memoryDecay':0}       | (0, 1]",
        "{'learner':'orfit','dimension':1,'memory':1,'memoryDecay':1.01}    | (0, 1]",
        "{'learner':'orfit','dimension':1,'memory':1,'tolerance':0}         | tolerance",
        "{'learner':'orfit','dimension':1,'memory':1,'tolerance':1}         | tolerance",
        "{'learner':'orfit','dimension':1,'memory':1,'seed':0.5}            | an integer",
        "{'learner':'orfit','dimension':1,'memory':1,'noise':'automatic'}   | a number from 0, or auto",
        "{'learner':'orfit','dimension':1,'noise':'auto'}                   | memory",
        "{'learner':'orfit','dimension':1,'memory':1,'noise':'auto','summary':'latest'} | no singular values; use ipca",
        "{'learner':'orfit','dimension':1,'memory':1,'noise':'auto','summary':'random'} | no singular values; use ipca",
        "{'learner':'orfit','dimension':1,'memory':1,'noise':'auto','memoryDecay':0.9} | must be 1 with noise auto, got 0.9",
        "{'learner':'orfit','dimension':1,'memory':1,'noise':'auto','priorPrecision':2} | must be 1 with noise auto, got 2.0",
        "{'learner':'orfit','dimension':1,'memory':1,'noise':'auto','model':{'kind':'mlp','hidden':[2]}} | only a linear model",
        "{'learner':'orfit','dimension':1,'memory':1,'noise':'auto','model':{'kind':'shared'}} | only a linear model",
        "{'learner':'orfit','dimension':1,'memory':1,'noise':'auto','mergeable':1} | true or false",
        "{'learner':'orfit','dimension':1,'memory':1,'noise':0.5,'mergeable':true} | is for noise: auto",
        "{'learner':'ekf','dimension':1}                         | noise",
        "{'learner':'ekf','dimension':1,'noise':-1}              | at least 0",
        "{'learner':'ekf','dimension':1,'noise':1,'processNoise':-1}        | at least 0",
        "{'learner':'ekf','dimension':1,'noise':1,'priorPrecision':0}       | positive",
        "{'learner':'ekf','dimension':4001,'noise':1}            | ekf takes at most 4000",
        "{'learner':'ekf','dimension':1,'noise':1,'forgetting':1}           | unknown spec field",
        "{'learner':'lofi-diagonal','dimension':1,'noise':1}     | memory",
        "{'learner':'lofi-diagonal','dimension':1,'memory':1}    | noise",
        "{'learner':'lofi-diagonal','dimension':1,'memory':1,'noise':0}     | use orfit",
        "{'learner':'lofi-diagonal','dimension':1,'memory':1,'noise':1,'priorPrecision':-1} | positive",
        "{'learner':'ogd','dimension':1,'steps':1}               | rate",
        "{'learner':'ogd','dimension':1,'rate':0,'steps':1}      | positive",
        "{'learner':'ogd','dimension':1,'rate':1}                | steps",
        "{'learner':'ogd','dimension':1,'rate':1,'steps':0}      | an integer from 1",
        "{'learner':'sgd','dimension':1}                         | rate",
        "{'learner':'sgd','dimension':1,'rate':0}                | positive",
        "{'learner':'sgd','dimension':100000,'outputs':100000,'rate':1}     | outputs",
        "{'learner':'sgd','dimension':100000,'outputs':100000,'rate':1,'model':{'kind':'shared'}} | outputs",
        "{'learner':'online-net','dimension':1,'hidden':0}       | hidden",
        "{'learner':'online-net','dimension':1,'mode':'ekf'}     | random, observe, inverse",
        "{'learner':'online-net','dimension':1,'scale':0}        | positive",
        "{'learner':'online-net','dimension':1,'ridge':0}        | positive",
        "{'learner':'online-net','dimension':1,'ridge':1e-320}   | positive",
        "{'learner':'online-net','dimension':1,'horizon':-1}     | from 0",
        "{'learner':'online-net','dimension':1,'horizon':2147483647} | from 0",
        "{'learner':'online-net','dimension':1,'bias':true}      | biases of its own",
        "{'learner':'online-net','dimension':1,'initialWeights':[0]} | starts at 0",
        "{'learner':'online-net','dimension':1,'model':{'kind':'mlp'}} | linear",
        "{'learner':'online-net','dimension':2,'horizon':1,'outputs':1} | the dimension, 2",
        "{'learner':'online-net','dimension':2,'mode':'inverse','direct':true} | false or left out",
        "{'learner':'online-net','dimension':2,'mode':'inverse','hidden':3} | at least 4",
        "{'learner':'online-net','dimension':2,'mode':'inverse','hidden':2,'horizon':1} | at least 3",
        "{'learner':'online-net','dimension':3900,'hidden':100}   | 4001",
        "{'learner':'online-net','dimension':4000,'hidden':1,'mode':'observe','direct':false} | 4001",
        "{'learner':'ledger','dimension':1}                      | ridge",
        "{'learner':'ledger','dimension':1,'ridge':-1}           | at least 0",
        "{'learner':'ledger','dimension':1,'ridge':1e-310}       | at least 0",
        "{'learner':'ledger','dimension':1,'ridge':1,'form':'qr'} | normal, square-root",
        "{'learner':'ledger','dimension':4001,'ridge':1}         | 4000",
        "{'learner':'ledger','dimension':1,'ridge':1,'model':{'kind':'shared'}} | linear",
        "{'learner':'matrix-flow','dimension':2,'initialScale':1}                       | time",
        "{'learner':'matrix-flow','dimension':2,'initialScale':1,'time':-1}             | [0, ",
        "{'learner':'matrix-flow','dimension':2,'initialScale':1,'time':1e101}          | [0, ",
        "{'learner':'matrix-flow','dimension':2,'time':1}                               | none",
        "{'learner':'matrix-flow','dimension':2,'time':1,'initialScale':0}              | initialScale",
        "{'learner':'matrix-flow','dimension':2,'time':1,'initialScale':1e-101}         | initialScale",
        "{'learner':'matrix-flow','dimension':2,'time':1,'initialScale':1,'initialFactor':[1,2]} | both",
        "{'learner':'matrix-flow','dimension':2,'time':1,'initialFactor':[1,2,3]}       | p x r",
        "{'learner':'matrix-flow','dimension':2,'time':1,'initialFactor':[]}            | p x r",
        "{'learner':'matrix-flow','dimension':2,'time':1,'initialFactor':[0,0]}         | largest entry",
        "{'learner':'matrix-flow','dimension':2,'time':1,'initialScale':1,'decay':0}    | (0, 1]",
        "{'learner':'ledger','dimension':1,'ridge':1,'decay':0}                         | (0, 1]",
        "{'learner':'ledger','dimension':1,'ridge':1,'decay':1.1}                       | (0, 1]",
        "{'learner':'ledger','dimension':1,'ridge':0,'decay':0.9}                       | needs a prior",
        "{'learner':'matrix-flow','dimension':2,'time':1,'initialScale':1,'outputs':2}  | outputs",
        "{'learner':'matrix-flow','dimension':2,'time':1,'initialScale':1,'bias':true}  | bias",
        "{'learner':'matrix-flow','dimension':2,'time':1,'initialScale':1,'centered':1} | true or false",
        "{'learner':'matrix-flow','dimension':2,'time':1,'initialScale':1,'initialWeights':[1,1]} | initialScale",
        "{'learner':'RLS','dimension':1}                         | did you mean 'rls'",
        "{'learner':'logistic','dimension':1}                    | did you mean 'laplace'",
        "{'learner':'linear-regression','dimension':1}           | did you mean 'ledger'",
        "{'learner':'Kalman','dimension':1}                      | did you mean 'ekf'",
        "{'learner':'SGDRegressor','dimension':1}                | did you mean 'sgd'",
        "{'learner':'online_net','dimension':1}                  | did you mean 'online-net'",
        "{'learner':'hoeffding-tree','dimension':1}              | 'hoeffding-tree'; this build has distillation, ekf,",
        "{'algorithm':'rls','dimension':1}                       | is missing, did you mean it by 'algorithm'? This build",
        "{'learner':['rls'],'dimension':1}                       | must be a text, got an array of 1 entry",
        "{'learner':'rls','dim':1}                               | 'dimension' is missing, did you mean it by 'dim'?",
        "{'learner':'rls','n_features':1}                        | did you mean it by 'n_features'?",
        "{'learner':'rls','dimension':1,'lambda':0.9}            | did you mean 'forgetting'",
        "{'learner':'rls','dimension':1,'forgetting_factor':0.9} | did you mean 'forgetting'",
        "{'learner':'rls','dimension':1,'decay':0.9}             | did you mean 'forgetting'",
        "{'learner':'rls','dimension':1,'memoryDecay':0.9}       | did you mean 'forgetting'",
        "{'learner':'orfit','dimension':3,'memory':1,'decay':0.9} | did you mean 'memoryDecay'",
        "{'learner':'rls','dimension':2,'priorPrecision':[1]}    | must be one number or an array of 2 numbers, got 1 number",
        "{'learner':'rls','dimension':1,'bias':true,'priorPrecision':[1,1],'biasPrecision':1} | must be 1 number; the bias has biasPrecision, got 2 numbers",
        "{'learner':'matrix-flow','dimension':2,'time':1,'initialFactor':[1]} | with p = 2, got 1 number",
        "{'learner':'rls','dimension':1,'prior_precision':1}     | did you mean 'priorPrecision'",
        "{'learner':'rls','dimension':1,'ForgettingMode':1}      | did you mean 'forgettingMode'",
        "{'learner':'rls','dimension':1,'fit_intercept':true}    | did you mean 'bias'",
        "{'learner':'rls','dimension':1,'alpha':1}               | did you mean 'priorPrecision'",
        "{'learner':'rls','dimension':1,'w0':[1]}                | did you mean 'initialWeights'",
        "{'learner':'rls','dimension':1,'n_outputs':1}           | did you mean 'outputs'",
        "{'learner':'ledger','dimension':1,'l2':1}               | 'ridge' is missing, did you mean it by 'l2'?",
        "{'learner':'ledger','dimension':1,'ridge':1,'lambda':1} | did you mean 'ridge'",
        "{'learner':'ledger','dimension':1,'ridge':1,'forgetting':1} | did you mean 'decay'",
        "{'learner':'sgd','dimension':1,'learning_rate':1}       | did you mean it by 'learning_rate'?",
        "{'learner':'sgd','dimension':1,'lr':1}                  | did you mean it by 'lr'?",
        "{'learner':'orfit','dimension':1,'rank':1}              | 'memory' is missing, did you mean it by 'rank'?",
        "{'learner':'ogd','dimension':1,'rate':1,'epochs':1}     | 'steps' is missing, did you mean it by 'epochs'?",
        "{'learner':'laplace','dimension':1,'window':1,'n_classes':2} | did you mean it by 'n_classes'?",
        "{'learner':'laplace','dimension':1,'classes':2,'window':1,'outputs':2} | did you mean 'classes'",
        "{'learner':'rls','dimension':1,'classes':2}             | 'classes': it learns numbers and has outputs",
        "{'learner':'orfit','dimension':1,'memory':1,'standardize':true} | give center and scale per feature",
        "{'learner':'orfit','dimension':1,'memory':1,'normalize':true} | give center and scale per feature",
        "{'learner':'rls','dimension':1,'hidden':[3]}            | model: {",
        "{'learner':'rls','dimension':1,'model':{'kind':'mlp','hidden':[3],'random_state':1}} | did you mean 'model.seed'",
        "{'learner':'rls','dimension':1,'model':{'type':'mlp'}}  | did you mean 'model.kind'",
        "{'learner':'rls','dimension':1,'zzz':1}                 | 'zzz'; the known ones are bias, biasPrecision, dimension,",
        "{'learner':'rls','dimension':1,'forgetting':'0.99'}     | write a number without quotes",
        "{'learner':'rls','dimension':'16'}                      | write a number without quotes",
        "{'learner':'rls','dimension':1,'initialWeights':['1']}  | write a number without quotes",
        "{'learner':'orfit','dimension':2,'memory':1,'noise':'auto','initialWeights':[1,2]} | got 2; the last row is that of the bias, give it or set bias: false",
        "{'learner':'rls','dimension':1,'forgetting':'high'}     | must be a finite number, got \"high\"",
        "{'learner':'rls','dimension':1,'bias':'true'}           | write true without quotes",
        "{'learner':'rls','dimension':1,'forgettingMode':'Directional'} | did you mean 'directional'",
        "{'learner':'rls','dimension':1,'model':{'kind':'MLP'}}  | did you mean 'mlp'",
        "{'learner':'rls','dimension':1,'forgetting':'0,9'}      | write a number without quotes",
        "{'learner':'rls','dimension':1,'model':'mlp'}           | write {\"kind\": \"mlp\"}",
        "{'learner':'laplace','dimension':1,'classes':2,'window':{'secs':1}} | by 'window.secs'",
        "{'learner':'rls','dimension':1,'forgetting':[0.9]}      | got an array of 1 entry",
        "{'learner':'greedy','dimension':1,'rate':1}             | unknown spec field 'rate'",
        "{'learner':'one-step-sgd','dimension':1,'rate':1}       | unknown spec field 'rate'"
      })
  void read_badSpec_isRefusedWithWhatToDo(String spec, String part) {
    assertThatThrownBy(() -> Catalogue.read(SpecJson.read(json(spec))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part);
  }

  @Test
  void read_numberForFalse_saysNothingOfQuotes() {
    assertThatThrownBy(
            () -> Catalogue.read(SpecJson.read(json("{'learner':'rls','dimension':1,'bias':0}"))))
        .hasMessage("spec field 'bias' must be true or false, got 0; write false");
  }

  @Test
  void read_noJson_isRefused() {
    for (String text : new String[] {"", "[]", "{", "{} {}", "{\"a\":1,\"a\":1}", "nul"}) {
      assertThatThrownBy(() -> SpecJson.read(text)).isInstanceOf(IllegalArgumentException.class);
    }
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThatThrownBy(() -> SpecJson.read(deep)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void newSpecs_dimensionBeyondMemory_isRefusedModelByModel() throws Exception {
    Specs specs =
        new Specs(
            List.of(
                SpecPattern.of(
                    "*", SpecJson.read(json("{'learner':'sgd','rate':1,'dimension':2000000000}")))),
            Limits.DEFAULT);

    assertThatThrownBy(() -> specs.newModel("m"))
        .hasFieldOrPropertyWithValue("reason", Reason.LIMIT_DIMENSION);
  }

  private static String json(String quoted) {
    return quoted.replace('\'', '"');
  }
}
