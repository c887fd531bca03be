package io.odradek.ui.part;

import com.vaadin.flow.router.NotFoundException;

/** The page exists, what it is about does not. */
public final class Missing extends NotFoundException {
    private static final long serialVersionUID = 1L;

    public Missing(String what) {
        super(what);
    }
}
