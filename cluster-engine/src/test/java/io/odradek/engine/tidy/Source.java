package io.odradek.engine.tidy;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * One Java source, measured with the compiler's own parser.
 *
 * @param name  path from the project's root, with slashes
 * @param lines its text
 */
record Source(String name, List<String> lines, List<Method> methods) {
    /** A method or constructor: the lines from its signature to its closing brace, and how many parameters it takes. */
    record Method(String name, boolean constructor, int line, int length, int parameters) {}

    static Source of(Path root, Path file) {
        try {
            return of(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Source of(String name, String text) {
        boolean info = name.endsWith("package-info.java");
        return new Source(name, text.lines().toList(), info ? List.of() : parse(name, text));
    }

    boolean test() {
        return name.contains("/src/test/");
    }

    private static List<Method> parse(String name, String text) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        URI uri = URI.create("string:///" + name);
        SimpleJavaFileObject file = new SimpleJavaFileObject(uri, SimpleJavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        JavacTask task = (JavacTask) compiler.getTask(null, null, d -> { }, List.of("-proc:none"), null, List.of(file));
        List<Method> methods = new ArrayList<>();
        try {
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new Measure(text, unit, positions, methods), null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return methods;
    }

    private static final class Measure extends TreeScanner<Void, Void> {
        private final String text;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Method> into;

        Measure(String text, CompilationUnitTree unit, SourcePositions positions, List<Method> into) {
            this.text = text;
            this.unit = unit;
            this.positions = positions;
            this.into = into;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (method.getBody() != null && positions.getStartPosition(unit, method) >= 0) {
                LineMap map = unit.getLineMap();
                long first = map.getLineNumber(positions.getStartPosition(unit, method));
                long last = map.getLineNumber(positions.getEndPosition(unit, method));
                into.add(new Method(method.getName().toString(), constructor(method), (int) first,
                        (int) (last - first + 1), method.getParameters().size()));
            }
            return super.visitMethod(method, nothing);
        }

        /** Not a record's compact constructor, which names no parameters: a record has as many parts as its data. */
        private boolean constructor(MethodTree method) {
            if (method.getReturnType() != null) return false;
            long from = positions.getStartPosition(unit, method);
            long to = positions.getStartPosition(unit, method.getBody());
            return text.substring((int) from, (int) to).contains("(");
        }
    }
}
