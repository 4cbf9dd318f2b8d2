using System.Runtime.InteropServices;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Functions;

internal static partial class RangeFunctions
{
    /// <summary>How the sides of two ranges lie to each other: -1 if the first range's comes before the second's, 0 if they are the same, 1 if it comes after.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Sides(int StartToStart, int StartToEnd, int EndToStart, int EndToEnd)
    {
        /// <summary>Of two ranges or points; null if they have no order.</summary>
        public static Sides? Of(FeelValue first, FeelValue second)
        {
            var (start, end) = (Side.StartOf(first), Side.EndOf(first));
            var (otherStart, otherEnd) = (Side.StartOf(second), Side.EndOf(second));
            return start.Order(otherStart) is { } startToStart && start.Order(otherEnd) is { } startToEnd
                && end.Order(otherStart) is { } endToStart && end.Order(otherEnd) is { } endToEnd
                ? new Sides(startToStart, startToEnd, endToStart, endToEnd)
                : null;
        }
    }

    /// <summary>
    /// A side of a range. One that does not belong to it lies just inside of its value: just after the start, just before the end. One without a
    /// value lies before or after everything.
    /// </summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Side(FeelValue Value, int Shift)
    {
        public static Side StartOf(FeelValue value) => value.Range is not { } range ? new(value, 0) : new(range.Start, range.Start.IsNull ? -1 : range.IncludesStart ? 0 : 1);

        public static Side EndOf(FeelValue value) => value.Range is not { } range ? new(value, 0) : new(range.End, range.End.IsNull ? 1 : range.IncludesEnd ? 0 : -1);

        public int? Order(Side other)
        {
            if (Value.IsNull || other.Value.IsNull)
                return (Value.IsNull ? Shift : 0).CompareTo(other.Value.IsNull ? other.Shift : 0);
            return Comparison.Order(Value, other.Value) is { } order ? (order != 0 ? order : Shift.CompareTo(other.Shift)) : null;
        }
    }
}
