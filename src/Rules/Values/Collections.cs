using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Cabildo.Rules.Values;

/// <summary>A list; never changed once it is made.</summary>
public sealed class FeelList : IFeelObject, IReadOnlyList<FeelValue>
{
    private readonly FeelValue[] _items;

    /// <param name="items">The items; the array is the list's from now on.</param>
    public FeelList(params FeelValue[] items) => _items = items;

    /// <summary>A list of nothing.</summary>
    public static FeelList Empty { get; } = new();

    /// <inheritdoc />
    public FeelKind Kind => FeelKind.List;

    /// <inheritdoc />
    public int Count => _items.Length;

    /// <inheritdoc />
    public FeelValue this[int index] => _items[index];

    /// <summary>The items.</summary>
    public ReadOnlySpan<FeelValue> Items => _items;

    /// <inheritdoc />
    public IEnumerator<FeelValue> GetEnumerator() => ((IEnumerable<FeelValue>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}

/// <summary>A context: names with values, in the order in which they were written; never changed once it is made.</summary>
public sealed class FeelContext : IFeelObject
{
    // Short ones, as most are, are found quicker by looking at each.
    private const int MostScanned = 8;
    private readonly KeyValuePair<string, FeelValue>[] _entries;
    private readonly Dictionary<string, int>? _places;

    /// <param name="entries">The entries; no name may come twice.</param>
    public FeelContext(params KeyValuePair<string, FeelValue>[] entries)
    {
        _entries = entries;
        if (entries.Length <= MostScanned)
            return;
        _places = new Dictionary<string, int>(entries.Length, StringComparer.Ordinal);
        for (var place = 0; place < entries.Length; place++)
            _places[entries[place].Key] = place;
    }

    /// <summary>A context of nothing.</summary>
    public static FeelContext Empty { get; } = new();

    /// <inheritdoc />
    public FeelKind Kind => FeelKind.Context;

    /// <summary>The entries.</summary>
    public IReadOnlyList<KeyValuePair<string, FeelValue>> Entries => _entries;

    /// <summary>The entries, to go through without leaving anything behind.</summary>
    internal ReadOnlySpan<KeyValuePair<string, FeelValue>> Span => _entries;

    /// <summary>The value of a name.</summary>
    public bool TryGet(string name, out FeelValue value)
    {
        if (_places is not null)
        {
            var isThere = _places.TryGetValue(name, out var place);
            value = isThere ? _entries[place].Value : FeelValue.Null;
            return isThere;
        }

        foreach (var entry in _entries)
        {
            if (entry.Key == name)
            {
                value = entry.Value;
                return true;
            }
        }

        value = FeelValue.Null;
        return false;
    }

    /// <summary>The same with one entry put in place of one of its name, or added at the end.</summary>
    public FeelContext With(string name, FeelValue value)
    {
        var at = Array.FindIndex(_entries, entry => entry.Key == name);
        KeyValuePair<string, FeelValue> put = new(name, value);
        if (at < 0)
            return new FeelContext([.. _entries, put]);
        var entries = _entries.ToArray();
        entries[at] = put;
        return new FeelContext(entries);
    }
}

/// <summary>How a range was written, which is part of what it is: <c>(= 10)</c> and <c>[10..10]</c> are not equal.</summary>
public enum RangeForm
{
    /// <summary>With two ends; a null end is one that is not known.</summary>
    Interval,

    /// <summary>With an operator, such as <c>(&lt; 10)</c>: to the side that it does not name it is open.</summary>
    Unary,

    /// <summary><c>(!= 10)</c>: everything but its two ends, which are the same.</summary>
    Unequal,
}

/// <summary>A range (DMN 1.5 §10.3.2.7).</summary>
/// <param name="Start">Its lower end; null if there is none.</param>
/// <param name="IncludesStart">Whether that end belongs to it.</param>
/// <param name="End">Its upper end; null if there is none.</param>
/// <param name="IncludesEnd">Whether that end belongs to it.</param>
public sealed record FeelRange(FeelValue Start, bool IncludesStart, FeelValue End, bool IncludesEnd) : IFeelObject
{
    /// <summary>How it was written.</summary>
    public RangeForm Form { get; init; }

    /// <inheritdoc />
    public FeelKind Kind => FeelKind.Range;

    /// <summary>Whether a value lies in it; null if they cannot be compared.</summary>
    public bool? Contains(FeelValue value)
    {
        if (value.IsNull || (Form == RangeForm.Interval && (Start.IsNull || End.IsNull)))
            return null;
        if (Form == RangeForm.Unequal)
            return !Comparison.AreEqual(value, Start);
        var start = Start.IsNull ? (int?)1 : Comparison.Order(value, Start);
        var end = End.IsNull ? (int?)-1 : Comparison.Order(value, End);
        if (start is not { } above || end is not { } below)
            return null;
        return (above > 0 || (above == 0 && IncludesStart)) && (below < 0 || (below == 0 && IncludesEnd));
    }
}

/// <summary>A function: built in, written in FEEL, or of a model.</summary>
public abstract class FeelFunction : IFeelObject
{
    /// <inheritdoc />
    public FeelKind Kind => FeelKind.Function;

    /// <summary>What it is called, for messages.</summary>
    public abstract string Name { get; }

    /// <summary>The names of its parameters, in their order.</summary>
    public abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>Calls it.</summary>
    /// <param name="arguments">A value for each parameter.</param>
    /// <param name="evaluation">Counts its steps, and is told why it answers null.</param>
    public abstract FeelValue Invoke(ReadOnlySpan<FeelValue> arguments, Evaluation evaluation);
}
