package io.odradek.ui.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import io.odradek.console.problem.Problem;
import io.odradek.ui.part.Notice;
import io.odradek.ui.text.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A page could not be made. The whole story is in the log; the page says what a person needs. */
@ParentLayout(Frame.class)
public final class Failure extends Div implements HasErrorParameter<Exception>, HasDynamicTitle {
    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        Problem problem = Problem.from(parameter.getCaughtException());
        LOG.error("No page at /{}", event.getLocation().getPath(), parameter.getCaughtException());
        addClassNames("page", "lost");
        add(Notice.problem(problem, null), new Anchor("", Text.of("nav.home")));
        return problem.kind().status();
    }

    @Override
    public String getPageTitle() {
        return Text.of("error.failed") + " · Odradek";
    }
}
