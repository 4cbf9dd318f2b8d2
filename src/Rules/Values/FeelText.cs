namespace Cabildo.Rules.Values;

/// <summary>Values as text.</summary>
internal static class FeelText
{
    /// <summary>As <c>string()</c> answers: text as it is.</summary>
    public static string? Of(FeelValue value) => value.Text ?? Literal(value);

    /// <summary>As it is written inside lists and contexts: text in quotes.</summary>
    public static string Literal(FeelValue value) => throw new NotSupportedException();
}
