package io.rivulet.mutants;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The members of the classes of a source file, nested or not, and where they stand. */
final class Members extends TreePathScanner<Void, Void> {

  /** A file is parsed once, however many mutants it has. */
  private static final Map<String, List<Member>> PARSED = new ConcurrentHashMap<>();

  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final List<Member> found = new ArrayList<>();

  private Members(CompilationUnitTree unit, SourcePositions positions) {
    this.unit = unit;
    this.positions = positions;
  }

  private record Member(String name, long from, long to) {}

  /**
   * Name of the innermost member around a part of the source: {@code Class#method} or {@code
   * Class.Nested#field}; a constructor is called by its class. Members of a class without a name
   * belong to the member around it.
   */
  static String at(String type, String source, int from, int to) {
    String name = "no member";
    for (Member member : PARSED.computeIfAbsent(source, text -> parsed(type, text))) {
      if (member.from <= from && member.to >= to) {
        name = member.name;
      }
    }
    return name;
  }

  /** The members, those around others before them. */
  private static List<Member> parsed(String type, String source) {
    var task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(
                    null, null, null, List.of("-proc:none"), null, List.of(file(type, source)));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      var members = new Members(unit, Trees.instance(task).getSourcePositions());
      members.scan(unit, null);
      return List.copyOf(members.found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaFileObject file(String type, String source) {
    return new SimpleJavaFileObject(
        URI.create("string:///" + type + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  @Override
  public Void visitMethod(MethodTree method, Void unused) {
    note(method, method.getName().toString());
    return super.visitMethod(method, null);
  }

  @Override
  public Void visitVariable(VariableTree variable, Void unused) {
    note(variable, variable.getName().toString());
    return super.visitVariable(variable, null);
  }

  private void note(Tree member, String name) {
    TreePath owner = getCurrentPath().getParentPath();
    if (owner.getLeaf() instanceof ClassTree type && !type.getSimpleName().isEmpty()) {
      found.add(
          new Member(
              nested(owner) + "#" + (name.equals("<init>") ? type.getSimpleName() : name),
              positions.getStartPosition(unit, member),
              positions.getEndPosition(unit, member)));
    }
  }

  private static String nested(TreePath type) {
    String name = ((ClassTree) type.getLeaf()).getSimpleName().toString();
    return type.getParentPath().getLeaf() instanceof ClassTree
        ? nested(type.getParentPath()) + "." + name
        : name;
  }
}
