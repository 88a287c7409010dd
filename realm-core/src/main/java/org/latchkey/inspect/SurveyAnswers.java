package org.latchkey.inspect;

import org.jspecify.annotations.Nullable;

/**
 * What a survey is told and need not find out. Immutable.
 *
 * @param userBase below which entry users are, a whole DN, or {@code null} for the survey to find
 * @param groupBase below which entry groups are, a whole DN, or {@code null} for the survey to find
 * @param loginAttribute by what people log in, or {@code null} for the survey to find
 */
public record SurveyAnswers(
        @Nullable String userBase,
        @Nullable String groupBase,
        @Nullable String loginAttribute) {}
