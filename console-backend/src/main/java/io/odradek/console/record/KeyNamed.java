package io.odradek.console.record;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.nio.charset.StandardCharsets;

/** The key that an expression is bound to: {@code key == 'a' && …}. */
final class KeyNamed {

    private KeyNamed() {
    }

    /** Its bytes, or null where records of several keys may match. */
    static byte[] in(CelExpr expression) {
        if (expression.getKind() != CelExpr.ExprKind.Kind.CALL) {
            return null;
        }
        CelExpr.CelCall call = expression.call();
        return switch (call.function()) {
            case "_&&_" -> call.args().stream().map(KeyNamed::in).filter(found -> found != null).findFirst()
                    .orElse(null);
            case "_==_" -> {
                byte[] found = literal(call.args().get(0), call.args().get(1));
                yield found != null ? found : literal(call.args().get(1), call.args().get(0));
            }
            default -> null;
        };
    }

    private static byte[] literal(CelExpr name, CelExpr value) {
        boolean key = name.getKind() == CelExpr.ExprKind.Kind.IDENT
                && (name.ident().name().equals("key") || name.ident().name().equals("keyText"));
        if (!key || value.getKind() != CelExpr.ExprKind.Kind.CONSTANT
                || value.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            return null;
        }
        String text = value.constant().stringValue();
        // Bytes that are no UTF-8 are shown with this character; an empty text may be no key at all; and sixteen bytes
        // are seen as a UUID.
        return text.isEmpty() || text.indexOf('\uFFFD') >= 0 || text.matches("[0-9a-f-]{36}") ? null
                : text.getBytes(StandardCharsets.UTF_8);
    }
}
