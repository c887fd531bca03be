package io.odradek.console.reassign;

import io.odradek.console.problem.Sentence;
import java.util.List;

/**
 * All that is being moved.
 *
 * @param throttleBytes per second and broker; -1 when there is no throttle
 * @param trouble       what could not be learned
 */
public record Progress(List<Running> partitions, long throttleBytes, Sentence trouble, long takenMs) {
}
