package io.odradek.ui.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import io.odradek.ui.part.Denied;
import io.odradek.ui.part.Notice;
import io.odradek.ui.text.Text;
import jakarta.servlet.http.HttpServletResponse;

/** The page is there, and not for this person. */
@ParentLayout(Frame.class)
public final class NoPermission extends Div implements HasErrorParameter<Denied>, HasDynamicTitle {
    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Denied> parameter) {
        addClassNames("page", "lost");
        add(Notice.denied(parameter.getException().getMessage()), new Anchor("", Text.of("nav.start")));
        return HttpServletResponse.SC_FORBIDDEN;
    }

    @Override
    public String getPageTitle() {
        return Text.of("state.denied") + " · Odradek";
    }
}
