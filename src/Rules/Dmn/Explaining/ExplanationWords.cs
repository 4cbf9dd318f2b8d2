namespace Cabildo.Rules.Dmn.Explaining;

/// <summary>The words of explanations in one language. In all patterns {0} is the first thing that is told of.</summary>
internal sealed record ExplanationWords
{
    public static readonly ExplanationWords English = new()
    {
        Is = "{0} is {1}.", Called = "{0} was worked out: it is {1}.", True = "true", False = "false", NotKnown = "not known",
        Table = "The table {0} looked at {1}.", TableWithoutInputs = "The table {0} looks at nothing.", And = " and ", AndThat = ", and ", Or = " or ",
        Hit = "Rule {0} applies, because {1}: {2}.", HitAlways = "Rule {0} applies in every case: {1}.", Miss = "Rule {0} does not apply: {1}.", MissElsewhere = "Rule {0} would say {2}, but does not apply: {1}.", NoHit = "No rule applies.",
        Default = "No rule applies, so the default does: {0}.", Met = "{0} is {1}, which is {2}", Failed = "{0} is {1}, and would have to be {2}", Note = "{0}: {1}", Remark = "Remark: {0}",
        Remedy = "What can be done: {0}", Basis = "Basis: {0}", Data = "Known: {0}.", From = "It rests on:", More = "… and {0} more rules that do not apply.",
        AtLeast = "{0} or more", MoreThan = "more than {0}", AtMost = "{0} or less", LessThan = "less than {0}", Between = "from {0} to {1}", Other = "as `{0}` says",
    };

    public static readonly ExplanationWords Spanish = new()
    {
        Is = "{0} es {1}.", Called = "{0} se calculó: es {1}.", True = "verdadero", False = "falso", NotKnown = "desconocido",
        Table = "La tabla {0} miró {1}.", TableWithoutInputs = "La tabla {0} no mira nada.", And = " y ", AndThat = ", y ", Or = " o ",
        Hit = "Se aplica la regla {0}, porque {1}: {2}.", HitAlways = "La regla {0} se aplica siempre: {1}.", Miss = "No se aplica la regla {0}: {1}.", MissElsewhere = "La regla {0} diría {2}, pero no se aplica: {1}.", NoHit = "No se aplica ninguna regla.",
        Default = "No se aplica ninguna regla y vale lo previsto para ese caso: {0}.", Met = "{0} es {1}, que es {2}", Failed = "{0} es {1} y tendría que ser {2}", Note = "{0}: {1}", Remark = "Observación: {0}",
        Remedy = "Qué se puede hacer: {0}", Basis = "Norma: {0}", Data = "Se sabe: {0}.", From = "Se apoya en:", More = "… y {0} reglas más que no se aplican.",
        AtLeast = "{0} o más", MoreThan = "más de {0}", AtMost = "{0} o menos", LessThan = "menos de {0}", Between = "de {0} a {1}", Other = "lo que dice `{0}`",
    };

    public required string Is { get; init; }

    public required string Called { get; init; }

    public required string True { get; init; }

    public required string False { get; init; }

    public required string NotKnown { get; init; }

    public required string Table { get; init; }

    public required string TableWithoutInputs { get; init; }

    public required string And { get; init; }

    public required string AndThat { get; init; }

    public required string Hit { get; init; }

    public required string HitAlways { get; init; }

    public required string Miss { get; init; }

    public required string MissElsewhere { get; init; }

    public required string NoHit { get; init; }

    public required string Default { get; init; }

    public required string Met { get; init; }

    public required string Failed { get; init; }

    public required string Note { get; init; }

    public required string Remark { get; init; }

    public required string Remedy { get; init; }

    public required string Basis { get; init; }

    public required string Data { get; init; }

    public required string From { get; init; }

    public required string More { get; init; }

    public required string AtLeast { get; init; }

    public required string MoreThan { get; init; }

    public required string AtMost { get; init; }

    public required string LessThan { get; init; }

    public required string Between { get; init; }

    public required string Or { get; init; }

    public required string Other { get; init; }

    /// <summary>The words of a language: Spanish for <c>es</c>, English for every other.</summary>
    public static ExplanationWords Of(string language) => language.StartsWith("es", StringComparison.OrdinalIgnoreCase) ? Spanish : English;
}
