package io.rivulet.job;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.List;

/** Questions about an access from one class to a member of another. */
final class Calls {

  private Calls() {}

  static String owner(JavaAccess<?> access) {
    return access.getTargetOwner().getName();
  }

  /** Whether a member of the owner with one of the names is accessed. */
  static boolean calls(JavaAccess<?> access, String owner, String... names) {
    return owner(access).equals(owner) && List.of(names).contains(access.getName());
  }

  /** Whether an object is made without arguments, so from the clock or from entropy. */
  static boolean constructsBare(JavaAccess<?> access, String type) {
    return calls(access, type, "<init>")
        && access.getTarget() instanceof CodeUnitAccessTarget unit
        && unit.getRawParameterTypes().isEmpty();
  }
}
