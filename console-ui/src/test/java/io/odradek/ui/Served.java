package io.odradek.ui;

import io.odradek.console.Console;
import io.odradek.console.http.Front;

/** Pages behind the front, on a free port, in this process. */
final class Served implements AutoCloseable {
    private final Front front;
    private final Pages pages = new Pages();
    private final int port;

    Served(Console console) throws Exception {
        front = new Front(console, "127.0.0.1", () -> true);
        port = front.listen("127.0.0.1", 0);
        front.pages(pages.start(console));
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        pages.close();
        front.close();
    }
}
