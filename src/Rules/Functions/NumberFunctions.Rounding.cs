using Cabildo.Rules.Types;
using Cabildo.Rules.Values;
using static Cabildo.Rules.Functions.Arguments;

namespace Cabildo.Rules.Functions;

internal static partial class NumberFunctions
{
    private static IEnumerable<BuiltInFunction> RoundingFunctions =>
    [
        new("decimal", ToPlaces(Rounding.HalfEven)),
        new("floor", ToWhole(Rounding.Floor), ToPlaces(Rounding.Floor)),
        new("ceiling", ToWhole(Rounding.Ceiling), ToPlaces(Rounding.Ceiling)),
        new("round up", ToPlaces(Rounding.Up)),
        new("round down", ToPlaces(Rounding.Down)),
        new("round half up", ToPlaces(Rounding.HalfUp)),
        new("round half down", ToPlaces(Rounding.HalfDown)),
    ];

    private static Overload ToWhole(Rounding rounding) =>
        Takes(FeelType.Number, (arguments, evaluation) => Round(arguments[0], 0, rounding, evaluation), Needs("n", FeelType.Number));

    private static Overload ToPlaces(Rounding rounding) =>
        Takes(
            FeelType.Number,
            (arguments, evaluation) => TryWhole(arguments[1], evaluation, out var places) ? Round(arguments[0], places, rounding, evaluation) : FeelValue.Null,
            Needs("n", FeelType.Number),
            Needs("scale", FeelType.Number));

    private static FeelValue Round(FeelValue argument, int places, Rounding rounding, Evaluation evaluation)
    {
        if (!TryNumber(argument, evaluation, out var number))
            return FeelValue.Null;
        if (places is < FeelNumber.LeastPlaces or > FeelNumber.MostPlaces)
            return evaluation.Null("out-of-range", $"Numbers cannot be rounded to {places} digits behind the point: only to {FeelNumber.LeastPlaces} to {FeelNumber.MostPlaces}.");
        return InRange(number.RoundTo(places, rounding), evaluation);
    }
}
