using Cabildo.Rules.Values;

namespace Cabildo.Rules.Types;

/// <summary>A type of FEEL (DMN 1.5 §10.3.2.9). null conforms to every type.</summary>
public abstract record FeelType
{
    /// <summary>Every value.</summary>
    public static readonly FeelType Any = new SimpleType("Any", null);

    /// <summary>null alone.</summary>
    public static readonly FeelType Null = new SimpleType("Null", FeelKind.Null);

    /// <summary>true, false.</summary>
    public static readonly FeelType Boolean = new SimpleType("boolean", FeelKind.Boolean);

    /// <summary>Numbers.</summary>
    public static readonly FeelType Number = new SimpleType("number", FeelKind.Number);

    /// <summary>Text.</summary>
    public static readonly FeelType Text = new SimpleType("string", FeelKind.Text);

    /// <summary>Dates.</summary>
    public static readonly FeelType Date = new SimpleType("date", FeelKind.Date);

    /// <summary>Times.</summary>
    public static readonly FeelType Time = new SimpleType("time", FeelKind.Time);

    /// <summary>Dates with times.</summary>
    public static readonly FeelType DateTime = new SimpleType("date and time", FeelKind.DateTime);

    /// <summary>Durations of days, hours, minutes and seconds.</summary>
    public static readonly FeelType DaysDuration = new SimpleType("days and time duration", FeelKind.DaysDuration);

    /// <summary>Durations of years and months.</summary>
    public static readonly FeelType MonthsDuration = new SimpleType("years and months duration", FeelKind.MonthsDuration);

    /// <summary>Contexts, whatever is in them.</summary>
    public static readonly FeelType Context = new ContextType([]);

    /// <summary>Functions of any parameters.</summary>
    public static readonly FeelType Function = new FunctionType(null, Any);

    /// <summary>What it is called in FEEL.</summary>
    public abstract string Name { get; }

    /// <summary>Lists of values of a type.</summary>
    public static FeelType ListOf(FeelType element) => new ListType(element);

    /// <summary>Ranges of values of a type.</summary>
    public static FeelType RangeOf(FeelType element) => new RangeType(element);

    /// <summary>Whether a value is of this type.</summary>
    public abstract bool Has(FeelValue value);

    /// <summary>Whether every value of this type is one of another (DMN 1.5 table 51).</summary>
    public abstract bool ConformsTo(FeelType other);

    /// <summary>
    /// The value as one of this type, by the conversions FEEL makes without being asked (DMN 1.5 §10.3.2.9.4): of a list of one its item, of a
    /// value a list of one, of a date its midnight UTC. False if it is none.
    /// </summary>
    public bool TryCoerce(FeelValue value, out FeelValue coerced)
    {
        coerced = value;
        if (Has(value))
            return true;
        if (value.List is { Count: 1 } one && this is not ListType && Has(one[0]))
        {
            coerced = one[0];
            return true;
        }

        if (this is ListType { Element: var element } && value.List is null && element.TryCoerce(value, out var item))
        {
            coerced = FeelValue.Of(new FeelList(item));
            return true;
        }

        if (this == DateTime && value.Content is FeelDate date)
        {
            coerced = FeelValue.Of(date.AtMidnightUtc());
            return true;
        }

        coerced = FeelValue.Null;
        return false;
    }

    /// <inheritdoc />
    public sealed override string ToString() => Name;
}
