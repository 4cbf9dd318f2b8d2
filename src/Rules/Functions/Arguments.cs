using System.Diagnostics.CodeAnalysis;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Functions;

/// <summary>How built-in functions say what they take, and read it.</summary>
internal static class Arguments
{
    /// <summary>Lists of anything.</summary>
    public static readonly FeelType AnyList = FeelType.ListOf(FeelType.Any);

    /// <summary>A parameter that must be given.</summary>
    public static Parameter Needs(string name, FeelType type) => new(name, type);

    /// <summary>A way to call a function.</summary>
    public static Overload Takes(FeelType result, BuiltInBody body, params Parameter[] parameters) => new(parameters, body, result);

    /// <summary>
    /// Both ways to call a function of a list: with the list, or with its items one after another. The body gets the items; of no list, it
    /// is not called.
    /// </summary>
    /// <param name="item">What items are good for; the body tells of others.</param>
    /// <param name="result">The type of the answer.</param>
    /// <param name="body">What it does.</param>
    public static Overload[] TakesItems(FeelType item, FeelType result, BuiltInBody body) =>
    [
        new([Needs("list", AnyList) with { Expected = FeelType.ListOf(item) }], (arguments, evaluation) => TryList(arguments[0], evaluation, out var list) ? body(list.Items, evaluation) : FeelValue.Null, result),
        new([Needs("list", FeelType.Any) with { Expected = item }], body, result, IsVariadic: true),
    ];

    /// <summary>The list; false with a reason if it is null.</summary>
    public static bool TryList(FeelValue argument, Evaluation evaluation, [NotNullWhen(true)] out FeelList? list)
    {
        list = argument.List;
        if (list is null)
            Missing(evaluation);
        return list is not null;
    }

    /// <summary>The text; false with a reason if it is null.</summary>
    public static bool TryText(FeelValue argument, Evaluation evaluation, [NotNullWhen(true)] out string? text)
    {
        text = argument.Text;
        if (text is null)
            Missing(evaluation);
        return text is not null;
    }

    /// <summary>The number; false with a reason if it is null.</summary>
    public static bool TryNumber(FeelValue argument, Evaluation evaluation, out FeelNumber number)
    {
        number = argument.IsNumber ? argument.Number : default;
        if (!argument.IsNumber)
            Missing(evaluation);
        return argument.IsNumber;
    }

    /// <summary>The whole number that is left of a number without what is behind its point; false with a reason if it is null, or not of 32 bits.</summary>
    public static bool TryWhole(FeelValue argument, Evaluation evaluation, out int whole)
    {
        whole = 0;
        if (!TryNumber(argument, evaluation, out var number))
            return false;
        if (number.Truncate().TryToInt32(out whole))
            return true;
        evaluation.Null("out-of-range", $"{number} is too large for a position, a length or a number of digits.");
        return false;
    }

    /// <summary>null, as an argument is null that may not be.</summary>
    public static FeelValue Missing(Evaluation evaluation) => evaluation.Null("missing-value", "A value that is needed is not there (null).");

    /// <summary>A number, or null with a reason if it is too large.</summary>
    public static FeelValue InRange(FeelNumber? number, Evaluation evaluation) =>
        number is { } known ? known : evaluation.Null("number-too-large", "The result is too large for a number.");

    /// <summary>A list, counted.</summary>
    public static FeelValue Made(FeelValue[] items, Evaluation evaluation)
    {
        evaluation.Step(items.Length);
        evaluation.Allocate(items.Length + 1);
        return FeelValue.Of(new FeelList(items));
    }

    /// <summary>Text, counted.</summary>
    public static FeelValue Made(string text, Evaluation evaluation)
    {
        Text(text.Length, evaluation);
        return text;
    }

    /// <summary>Counts text that is read or made.</summary>
    public static void Text(int letters, Evaluation evaluation)
    {
        evaluation.Step(letters / 16);
        evaluation.Allocate((letters / 16) + 1);
    }
}
