using Cabildo.Rules.Types;
using Cabildo.Rules.Values;
using static Cabildo.Rules.Functions.Arguments;

namespace Cabildo.Rules.Functions;

internal static partial class ListFunctions
{
    private delegate FeelValue NumbersBody(ReadOnlySpan<FeelNumber> numbers, Evaluation evaluation);

    private static IEnumerable<BuiltInFunction> Calculations =>
    [
        OfNumbers("sum", FeelType.Number, (numbers, evaluation) => numbers.IsEmpty ? NothingThere(evaluation) : InRange(Sum(numbers), evaluation)),
        OfNumbers("mean", FeelType.Number, (numbers, evaluation) => numbers.IsEmpty ? NothingThere(evaluation) : InRange(Mean(numbers), evaluation)),
        OfNumbers("product", FeelType.Number, Product),
        OfNumbers("median", FeelType.Number, Median),
        OfNumbers("stddev", FeelType.Number, StandardDeviation),
        OfNumbers("mode", FeelType.ListOf(FeelType.Number), Mode),
    ];

    private static BuiltInFunction OfNumbers(string name, FeelType result, NumbersBody body) => new(name, TakesItems(FeelType.Number, result, (items, evaluation) =>
    {
        var numbers = new FeelNumber[items.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            evaluation.Step();
            if (!items[i].IsNumber)
                return evaluation.Null("wrong-type", $"Only numbers can be calculated with; {items[i]} is none.");
            numbers[i] = items[i].Number;
        }

        return body(numbers, evaluation);
    }));

    private static FeelNumber? Sum(ReadOnlySpan<FeelNumber> numbers)
    {
        FeelNumber? sum = FeelNumber.Zero;
        foreach (var number in numbers)
        {
            sum = FeelNumber.Add(sum.Value, number);
            if (sum is null)
                return null;
        }

        return sum;
    }

    private static FeelNumber? Mean(ReadOnlySpan<FeelNumber> numbers) =>
        Sum(numbers) is { } sum ? FeelNumber.Divide(sum, numbers.Length) : null;

    private static FeelValue Product(ReadOnlySpan<FeelNumber> numbers, Evaluation evaluation)
    {
        if (numbers.IsEmpty)
            return NothingThere(evaluation);
        FeelNumber? product = FeelNumber.One;
        foreach (var number in numbers)
        {
            product = FeelNumber.Multiply(product.Value, number);
            if (product is null)
                break;
        }

        return InRange(product, evaluation);
    }

    private static FeelValue Median(ReadOnlySpan<FeelNumber> numbers, Evaluation evaluation)
    {
        if (numbers.IsEmpty)
            return NothingThere(evaluation);
        var sorted = Sorted(numbers, evaluation);
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : InRange(Mean(sorted.AsSpan(middle - 1, 2)), evaluation);
    }

    // Of a sample: divided by one less than there are.
    private static FeelValue StandardDeviation(ReadOnlySpan<FeelNumber> numbers, Evaluation evaluation)
    {
        if (numbers.Length < 2)
            return evaluation.Null("empty-list", "Numbers deviate from each other only where there are two at least.");
        var squares = new FeelNumber[numbers.Length];
        if (Mean(numbers) is not { } mean)
            return InRange(null, evaluation);
        for (var i = 0; i < squares.Length; i++)
        {
            if (FeelNumber.Subtract(numbers[i], mean) is not { } distance || FeelNumber.Multiply(distance, distance) is not { } square)
                return InRange(null, evaluation);
            squares[i] = square;
        }

        return Sum(squares) is { } sum && FeelNumber.Divide(sum, numbers.Length - 1) is { } variance
            ? InRange(FeelNumber.Sqrt(variance), evaluation)
            : InRange(null, evaluation);
    }

    // Those that are there most often, the smaller first.
    private static FeelValue Mode(ReadOnlySpan<FeelNumber> numbers, Evaluation evaluation)
    {
        var sorted = Sorted(numbers, evaluation);
        var modes = new List<FeelValue>();
        var most = 0;
        for (var (start, end) = (0, 0); start < sorted.Length; start = end)
        {
            while (end < sorted.Length && sorted[end] == sorted[start])
                end++;
            if (end - start > most)
                modes.Clear();
            if (end - start >= most)
                modes.Add(sorted[start]);
            most = Math.Max(most, end - start);
        }

        return Made([.. modes], evaluation);
    }

    private static FeelNumber[] Sorted(ReadOnlySpan<FeelNumber> numbers, Evaluation evaluation)
    {
        var sorted = numbers.ToArray();
        evaluation.Step(4 * sorted.Length);
        Array.Sort(sorted);
        return sorted;
    }
}
