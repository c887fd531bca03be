package io.odradek.ui.part;

import io.odradek.console.change.Plan;
import io.odradek.console.problem.Sentence;
import java.util.List;

/** Plans that a page makes itself, in words of its reader's language. */
public final class OwnPlan {
    private OwnPlan() {
    }

    /** @param confirm what has to be typed to agree, or empty */
    public static Plan of(String title, List<String> steps, List<String> warnings, String confirm) {
        return new Plan(Sentence.quoted(title), steps.stream().map(Sentence::quoted).toList(),
                warnings.stream().map(Sentence::quoted).toList(), List.of(), "", confirm);
    }
}
