package io.odradek.ui.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import io.odradek.ui.part.Missing;
import io.odradek.ui.part.Notice;
import io.odradek.ui.text.Text;
import jakarta.servlet.http.HttpServletResponse;

/** There is no such page, or no such thing on it. */
@ParentLayout(Frame.class)
public final class NotFound extends Div implements HasErrorParameter<NotFoundException>, HasDynamicTitle {
    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        addClassNames("page", "lost");
        String hint = parameter.getException() instanceof Missing missing ? missing.getMessage()
                : Text.of("error.notfound.hint", "/" + event.getLocation().getPath());
        add(Notice.empty(Text.of("error.notfound"), hint), new Anchor("", Text.of("nav.home")));
        return HttpServletResponse.SC_NOT_FOUND;
    }

    @Override
    public String getPageTitle() {
        return Text.of("error.notfound") + " · Odradek";
    }
}
