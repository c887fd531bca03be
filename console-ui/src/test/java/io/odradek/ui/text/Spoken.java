package io.odradek.ui.text;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The patterns of all sentences in sources, and the places where one is not a literal, so that nobody can know it. */
final class Spoken extends TreeScanner<Void, Void> {
    private static final Path SOURCES = Path.of(System.getProperty("project.root", ".."),
            "console-backend/src/main/java/io/odradek/console");
    /** What programs and terminals alone are told needs no other language. */
    private static final Set<String> ABROAD = Set.of("UsersMain.java", "Run.java", "Probe.java");
    /** Hands on the words of its callers. */
    private static final String PLUMBING = "Problem.java";

    final Set<String> patterns = new TreeSet<>();
    final Set<String> strange = new TreeSet<>();
    private String file;
    private boolean abroad;

    static Spoken byTheBackend() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Spoken spoken = new Spoken();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> all = Files.walk(SOURCES)) {
            List<Path> sources = all.filter(path -> path.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
                    files.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree unit : task.parse()) {
                Path path = Path.of(unit.getSourceFile().toUri());
                spoken.file = path.getFileName().toString();
                spoken.abroad = path.getParent().endsWith("http") || ABROAD.contains(spoken.file);
                spoken.scan(unit, null);
            }
        }
        return spoken;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
        List<? extends ExpressionTree> args = call.getArguments();
        switch (call.getMethodSelect().toString()) {
            case "Sentence.of", "Problem.notFound" -> said(args.getFirst(), call);
            case "Problem.invalid" -> words(args.subList(0, 1), call);
            case "Problem.of" -> words(args.subList(1, args.size()), call);
            default -> {
            }
        }
        return super.visitMethodInvocation(call, nothing);
    }

    /** Either all are literals or all are sentences: the compiler sees to the latter once the first is one. */
    private void words(List<? extends ExpressionTree> words, MethodInvocationTree call) {
        if (!words.getFirst().toString().startsWith("Sentence.")) {
            words.forEach(word -> said(word, call));
        }
    }

    private void said(ExpressionTree word, MethodInvocationTree call) {
        String pattern = literal(word);
        if (pattern != null && !abroad) {
            patterns.add(pattern);
        } else if (pattern == null && !file.equals(PLUMBING)) {
            strange.add(file + ": " + call);
        }
    }

    private static String literal(ExpressionTree word) {
        return switch (word) {
            case LiteralTree known when known.getValue() instanceof String text -> text;
            case BinaryTree sum -> {
                String left = literal(sum.getLeftOperand());
                String right = literal(sum.getRightOperand());
                yield left == null || right == null ? null : left + right;
            }
            default -> null;
        };
    }
}
