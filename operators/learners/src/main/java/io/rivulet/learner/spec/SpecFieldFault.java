package io.rivulet.learner.spec;

/**
 * A fault of one field of a spec that does not depend on the others: its value is of another type
 * or out of range, or the field is missing or unknown.
 */
public final class SpecFieldFault extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String field;
  private final String alias;
  private final boolean deciding;

  /**
   * @param field the path of the field, such as {@code model.hidden}
   * @param alias a field that was given and probably means a missing one, or null
   * @param deciding whether this field decides which other fields are accepted
   */
  SpecFieldFault(String field, String alias, boolean deciding, String message) {
    super(message);
    this.field = field;
    this.alias = alias;
    this.deciding = deciding;
  }

  public String field() {
    return field;
  }

  public String alias() {
    return alias;
  }

  public boolean deciding() {
    return deciding;
  }
}
