package io.odradek.engine.tidy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The budgets of docs/HACKING.md. A finding reads {@code RULE PLACE}, and that text is what the list of exceptions
 * holds.
 */
final class Rules {
    static final int FILE_LINES = 500;
    static final int TEST_FILE_LINES = 600;
    static final int METHOD_LINES = 70;
    static final int CONSTRUCTOR_PARAMETERS = 6;
    static final int LINE_WIDTH = 120;
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
    private static final Pattern EMPTY_NAME =
            Pattern.compile(".*(Manager|Util|Utils|Helper|Impl)\\.java|.*/(Abstract|Base)[A-Z]\\w*\\.java");
    private static final Pattern SLEEP = Pattern.compile("\\bThread\\.sleep\\(|TimeUnit\\.[A-Z]+\\.sleep\\(");
    private static final Pattern WILDCARD = Pattern.compile("^import .*\\*;");
    private static final Pattern DISABLED = Pattern.compile("^\\s*@Disabled\\b");

    private Rules() {}

    static List<String> findings(Source source) {
        List<String> found = new ArrayList<>();
        int most = source.test() ? TEST_FILE_LINES : FILE_LINES;
        if (source.lines().size() > most) found.add("file-length " + source.name());
        if (EMPTY_NAME.matcher(source.name()).matches()) found.add("name " + source.name());
        for (Source.Method m : source.methods()) {
            if (m.length() > METHOD_LINES) found.add("method-length " + source.name() + "#" + m.name());
            if (m.constructor() && m.parameters() > CONSTRUCTOR_PARAMETERS) {
                found.add("constructor-parameters " + source.name());
            }
        }
        boolean judge = source.name().contains("/tidy/");
        for (String line : source.lines()) {
            if (line.length() > LINE_WIDTH) found.add("line-width " + source.name());
            if (WILDCARD.matcher(line).find()) found.add("wildcard-import " + source.name());
            if (line.indexOf('\t') >= 0) found.add("tab " + source.name());
            if (judge) continue;
            if (LEFT_OVER.matcher(line).find()) found.add("left-over " + source.name());
            if (SLEEP.matcher(line).find()) found.add("sleep " + source.name());
            if (DISABLED.matcher(line).find()) found.add("disabled-test " + source.name());
        }
        return found.stream().distinct().toList();
    }

    /** Packages of main sources without a package-info.java. */
    static List<String> packagesWithoutInfo(List<Source> sources) {
        Set<String> all = new TreeSet<>();
        Set<String> told = new TreeSet<>();
        for (Source s : sources) {
            if (s.test()) continue;
            String directory = s.name().substring(0, s.name().lastIndexOf('/'));
            all.add(directory);
            if (s.name().endsWith("/package-info.java")) told.add(directory);
        }
        all.removeAll(told);
        return all.stream().map(d -> "package-info " + d).toList();
    }

    /** The value below which the given share of all values lies. */
    static int percentile(int[] values, double share) {
        if (values.length == 0) return 0;
        int[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
