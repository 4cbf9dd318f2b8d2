using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Functions;

/// <summary>How points and ranges lie to each other (DMN 1.5 §10.3.4, table 78).</summary>
internal static partial class RangeFunctions
{
    private static readonly FeelType Range = FeelType.RangeOf(FeelType.Any);
    private static readonly Parameter[] PointPoint = [new("point1", FeelType.Any), new("point2", FeelType.Any)];
    private static readonly Parameter[] PointRange = [new("point", FeelType.Any), new("range", Range)];
    private static readonly Parameter[] RangePoint = [new("range", Range), new("point", FeelType.Any)];
    private static readonly Parameter[] RangeRange = [new("range1", Range), new("range2", Range)];

    /// <summary>The functions. A point is taken as the range from it to itself, which makes one rule of the table's two to four.</summary>
    public static IReadOnlyList<BuiltInFunction> All { get; } =
    [
        Function("before", sides => sides.EndToStart < 0, RangeRange, PointRange, RangePoint, PointPoint),
        Function("after", sides => sides.StartToEnd > 0, RangeRange, PointRange, RangePoint, PointPoint),
        Function("meets", sides => sides.EndToStart == 0, RangeRange),
        Function("met by", sides => sides.StartToEnd == 0, RangeRange),
        Function("overlaps", sides => sides is { EndToStart: >= 0, StartToEnd: <= 0 }, RangeRange),
        Function("overlaps before", sides => sides is { StartToStart: < 0, EndToStart: >= 0, EndToEnd: <= 0 }, RangeRange),
        Function("overlaps after", sides => sides is { StartToStart: > 0, StartToEnd: <= 0, EndToEnd: >= 0 }, RangeRange),
        Function("finishes", sides => sides is { EndToEnd: 0, StartToStart: >= 0 }, RangeRange, PointRange),
        Function("finished by", sides => sides is { EndToEnd: 0, StartToStart: <= 0 }, RangeRange, RangePoint),
        Function("includes", sides => sides is { StartToStart: <= 0, EndToEnd: >= 0 }, RangeRange, RangePoint),
        Function("during", sides => sides is { StartToStart: >= 0, EndToEnd: <= 0 }, RangeRange, PointRange),
        Function("starts", sides => sides is { StartToStart: 0, EndToEnd: <= 0 }, RangeRange, PointRange),
        Function("started by", sides => sides is { StartToStart: 0, EndToEnd: >= 0 }, RangeRange, RangePoint),
        Function("coincides", sides => sides is { StartToStart: 0, EndToEnd: 0 }, RangeRange, PointPoint),
    ];

    private static BuiltInFunction Function(string name, Func<Sides, bool> holds, params Parameter[][] signatures)
    {
        return new(name, [.. signatures.Select(parameters => new Overload(parameters, Body, FeelType.Boolean))]);

        FeelValue Body(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation)
        {
            if (arguments[0].IsNull || arguments[1].IsNull)
                return evaluation.Null("null-argument", $"`{name}` needs two values, and was given none (null) for one of them.");
            return Sides.Of(arguments[0], arguments[1]) is { } sides
                ? holds(sides)
                : evaluation.Null("not-comparable", $"`{name}` cannot tell which comes first: both values, or the ends of ranges, must be of one kind that has an order, such as numbers, texts or dates; and times must both have a time zone or both have none.");
        }
    }
}
