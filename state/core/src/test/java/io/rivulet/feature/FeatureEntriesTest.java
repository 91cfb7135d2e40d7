package io.rivulet.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.wire.SpecJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The entries of {@code features} in a spec. */
class FeatureEntriesTest {

  @Test
  void described_entries_haveTheirDefaults() {
    Features features = features(FeaturesTest.PLANT.formatted("reject"));

    assertThat(SpecJson.canonical(features.described()).replace('"', '\''))
        .isEqualTo(
            "['rpm',{'center':0.0,'missing':20.5,'name':'temp','scale':1.0},"
                + "{'center':1013.0,'name':'pressure','scale':25.0},"
                + "{'categories':['north','south','3','true'],'name':'site','unknown':'reject'},"
                + "{'hash':2,'name':'url'}]");
    assertThat(Features.read(features.described(), "features", true)).isEqualTo(features);
    assertThat(features("[{'name':'rpm'},{'name':'b','scale':1}]"))
        .isEqualTo(features("['rpm','b']"));
  }

  @Test
  void input_entries_haveNoCenterAndScale() {
    assertThat(
            SpecJson.canonical(features(FeaturesTest.PLANT.formatted("other")).input())
                .replace('"', '\''))
        .isEqualTo(
            "['rpm',{'missing':20.5,'name':'temp'},{'name':'pressure'},"
                + "{'categories':['north','south','3','true'],'name':'site','unknown':'other'},"
                + "{'hash':2,'name':'url'}]");
  }

  @Test
  void labels_nameEveryColumnButThoseOfAHash() {
    assertThat(features(FeaturesTest.PLANT.formatted("other")).labels())
        .containsExactly(
            "rpm",
            "temp",
            "pressure",
            "site=north",
            "site=south",
            "site=3",
            "site=true",
            "site=",
            "url#4");
    assertThat(features(FeaturesTest.PLANT.formatted("other")).numeric())
        .containsExactly(
            true, true, true, false, false, false, false, false, false, false, false, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                                       | must be an array of names",
        "['a','a']                                                | different names",
        "['a',{'name':'a','hash':1}]                              | different names",
        "['a=b']                                                  | features[0]",
        "['a','b#']                                               | features[1]",
        "['n']                                                    | features[0]",
        "[{'name':'v','hash':1}]                                  | features[0]",
        "[null]                                                   | features[0]",
        "['a',['b']]                                              | features[1]",
        "[{'missing':1}]                                          | features[0].name",
        "[{'name':5}]                                             | features[0].name",
        "['a','b','c',{'name':'d','scale':0}]                     | features[3].scale",
        "['a',{'name':'d','scale':-1}]                            | features[1].scale",
        "['a',{'name':'d','scale':'1'}]                           | features[1].scale",
        "[{'name':'d','center':true}]                             | features[0].center",
        "[{'name':'d','missing':'x'}]                             | features[0].missing",
        "[{'name':'d','centre':1}]                                | 'features[0].center'",
        "[{'name':'d','categories':['a'],'center':1}]             | features[0].center",
        "[{'name':'d','categories':['a'],'hash':1}]               | features[0].hash",
        "[{'name':'d','hash':1,'unknown':'zero'}]                 | features[0].unknown",
        "[{'name':'d','categories':[]}]                           | features[0].categories",
        "[{'name':'d','categories':'a'}]                          | features[0].categories",
        "[{'name':'d','categories':['a','b','c','b']}]            | features[0].categories[3]' must be a text that differs from those before it; categories are different texts, got b",
        "[{'name':'d','std':2}]                                   | did you mean 'features[0].scale'?",
        "[{'name':'d','mean':2}]                                  | did you mean 'features[0].center'?",
        "[{'name':'d','categories':['a'],'unknown':'ignore'}]     | got ignore, did you mean 'zero'?",
        "[{'name':'d','categories':['a'],'unknown':'Other'}]      | got Other, did you mean 'other'?",
        "['a','b',{'name':'b','scale':2}]                         | got 'b' a second time at features[2]",
        "[{'name':'d','categories':[1,'1']}]                      | different texts",
        "[{'name':'d','categories':['']}]                         | features[0].categories[0]",
        "[{'name':'d','categories':['a',1.5]}]                    | features[0].categories[1]",
        "[{'name':'d','categories':['a'],'unknown':'keep'}]       | reject, zero, other",
        "[{'name':'d','categories':['a'],'missing':'b'}]          | features[0].missing",
        "[{'name':'d','hash':0}]                                  | from 1 to 20",
        "[{'name':'d','hash':21}]                                 | from 1 to 20",
        "[{'name':'d','hash':1.5}]                                | features[0].hash",
        "[{'name':'d','hash':1,'missing':1}]                      | features[0].missing",
      })
  void read_entryThatIsNotAllowed_isNamed(String entries, String part) {
    assertThatThrownBy(() -> features(entries))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part.replace("got 'b'", "got \"b\""));
  }

  /** Names in stored specs are older than the rules for names. */
  @Test
  void read_storedNames_areTaken() {
    assertThat(Features.read(List.of("n", "a=b", "#"), "features", true).columns()).isEqualTo(3);
  }

  private static Features features(String entries) {
    return Features.read(SpecJson.readArray(entries.replace('\'', '"')), "features", false);
  }
}
