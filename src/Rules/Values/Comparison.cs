namespace Cabildo.Rules.Values;

/// <summary>Equality and order of values (DMN 1.5 §10.3.2.13, tables 53 and 54).</summary>
public static class Comparison
{
    private const int MostDepth = 256;

    /// <summary>Whether two values are equal; null if they are of different kinds. null is equal to null alone.</summary>
    public static bool? AreEqual(FeelValue left, FeelValue right) => AreEqual(left, right, null, MostDepth);

    /// <summary>The same, where rules made the values: each that is looked at is a step, as one list may stand in another many times.</summary>
    public static bool? AreEqual(FeelValue left, FeelValue right, Evaluation evaluation) => AreEqual(left, right, evaluation, MostDepth);

    /// <summary>-1, 0 or 1; null if they are of different kinds, or of one that has no order.</summary>
    public static int? Order(FeelValue left, FeelValue right)
    {
        if (left.IsNumber && right.IsNumber)
            return left.Number.CompareTo(right.Number);
        if (left.Text is { } text && right.Text is { } other)
            return Math.Sign(string.CompareOrdinal(text, other));
        return left.Content is IFeelTemporal temporal && left.Kind == right.Kind ? temporal.Order((IFeelTemporal)right.Content!) : null;
    }

    private static bool? AreEqual(FeelValue left, FeelValue right, Evaluation? evaluation, int depth)
    {
        evaluation?.Step();
        if (left.IsNull || right.IsNull)
            return left.IsNull && right.IsNull;
        if (left.Kind != right.Kind || depth == 0)
            return null;
        return left.Kind switch
        {
            FeelKind.Boolean => left.IsTrue == right.IsTrue,
            FeelKind.Number => left.Number.Equals(right.Number),
            FeelKind.Text => left.Text == right.Text,
            FeelKind.List => Same(left.List!, right.List!, evaluation, depth),
            FeelKind.Context => Same(left.Context!, right.Context!, evaluation, depth),
            FeelKind.Range => Same(left.Range!, right.Range!, evaluation, depth),
            FeelKind.Function => ReferenceEquals(left.Function, right.Function),
            _ => ((IFeelTemporal)left.Content!).IsSame((IFeelTemporal)right.Content!),
        };
    }

    private static bool Same(FeelList left, FeelList right, Evaluation? evaluation, int depth)
    {
        if (left.Count != right.Count)
            return false;
        for (var i = 0; i < left.Count; i++)
        {
            if (AreEqual(left[i], right[i], evaluation, depth - 1) != true)
                return false;
        }

        return true;
    }

    private static bool Same(FeelContext left, FeelContext right, Evaluation? evaluation, int depth)
    {
        if (left.Entries.Count != right.Entries.Count)
            return false;
        foreach (var (name, value) in left.Entries)
        {
            if (!right.TryGet(name, out var other) || AreEqual(value, other, evaluation, depth - 1) != true)
                return false;
        }

        return true;
    }

    private static bool Same(FeelRange left, FeelRange right, Evaluation? evaluation, int depth) =>
        left.Form == right.Form && left.IncludesStart == right.IncludesStart && left.IncludesEnd == right.IncludesEnd
        && AreEqual(left.Start, right.Start, evaluation, depth - 1) == true && AreEqual(left.End, right.End, evaluation, depth - 1) == true;
}

/// <summary>A date, a time or a duration.</summary>
public interface IFeelTemporal : IFeelObject
{
    /// <summary>-1, 0 or 1 beside another of its kind; null if they have no order, as a local time and one of a zone.</summary>
    int? Order(IFeelTemporal other);

    /// <summary>Whether FEEL's <c>=</c> says that both are equal; null if it says null.</summary>
    bool? IsSame(IFeelTemporal other);

    /// <summary>A property such as <c>year</c> (DMN 1.5 table 65); false if it has none of that name.</summary>
    bool TryGetProperty(string name, out FeelValue value);
}
