namespace Cabildo.Rules.Values;

/// <summary>What kinds of value FEEL has (DMN 1.5 §10.3.2.1).</summary>
public enum FeelKind
{
    /// <summary>No value: not known, not applicable, or not to be computed.</summary>
    Null,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>See <see cref="FeelNumber"/>.</summary>
    Number,

    /// <summary>Text.</summary>
    Text,

    /// <summary>See <see cref="FeelDate"/>.</summary>
    Date,

    /// <summary>See <see cref="FeelTime"/>.</summary>
    Time,

    /// <summary>See <see cref="FeelDateTime"/>.</summary>
    DateTime,

    /// <summary>See <see cref="DaysDuration"/>: days, hours, minutes, seconds.</summary>
    DaysDuration,

    /// <summary>See <see cref="MonthsDuration"/>: years and months.</summary>
    MonthsDuration,

    /// <summary>See <see cref="FeelList"/>.</summary>
    List,

    /// <summary>See <see cref="FeelContext"/>.</summary>
    Context,

    /// <summary>See <see cref="FeelRange"/>.</summary>
    Range,

    /// <summary>See <see cref="FeelFunction"/>.</summary>
    Function,
}

/// <summary>A value of FEEL. Numbers and booleans lie in it as they are, so that arithmetic and tests leave nothing behind for the garbage collector.</summary>
public readonly struct FeelValue
{
    private static readonly object NumberTag = new();
    private static readonly object BooleanTag = new();
    private readonly UInt128 _coefficient;
    private readonly object? _content;
    private readonly int _packed;

    private FeelValue(object? content, UInt128 coefficient = default, int packed = 0) => (_content, _coefficient, _packed) = (content, coefficient, packed);

    /// <summary>null.</summary>
    public static FeelValue Null => default;

    /// <summary>true.</summary>
    public static FeelValue True => new(BooleanTag, 1);

    /// <summary>false.</summary>
    public static FeelValue False => new(BooleanTag);

    /// <summary>What it is.</summary>
    public FeelKind Kind => _content switch
    {
        null => FeelKind.Null,
        string => FeelKind.Text,
        IFeelObject other => other.Kind,
        var tag => ReferenceEquals(tag, NumberTag) ? FeelKind.Number : FeelKind.Boolean,
    };

    /// <summary>Whether it is null.</summary>
    public bool IsNull => _content is null;

    /// <summary>Whether it is true: null and what is no boolean are not.</summary>
    public bool IsTrue => ReferenceEquals(_content, BooleanTag) && _coefficient == 1;

    /// <summary>Whether it is false: null and what is no boolean are not.</summary>
    public bool IsFalse => ReferenceEquals(_content, BooleanTag) && _coefficient == 0;

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => ReferenceEquals(_content, NumberTag);

    /// <summary>The number; only where it <see cref="IsNumber"/>.</summary>
    public FeelNumber Number => IsNumber ? FeelNumber.Unpack(_coefficient, _packed) : throw new InvalidOperationException($"A {Kind} is no number.");

    /// <summary>The text; null if it is none.</summary>
    public string? Text => _content as string;

    /// <summary>The list; null if it is none.</summary>
    public FeelList? List => _content as FeelList;

    /// <summary>The context; null if it is none.</summary>
    public FeelContext? Context => _content as FeelContext;

    /// <summary>The range; null if it is none.</summary>
    public FeelRange? Range => _content as FeelRange;

    /// <summary>The function; null if it is none.</summary>
    public FeelFunction? Function => _content as FeelFunction;

    /// <summary>The date, time, duration, list, context, range or function itself; null if it is nothing of these.</summary>
    public IFeelObject? Content => _content as IFeelObject;

    /// <summary>A boolean.</summary>
    public static implicit operator FeelValue(bool value) => value ? True : False;

    /// <summary>A boolean of three values: null is <see cref="Null"/>.</summary>
    public static implicit operator FeelValue(bool? value) => value is { } known ? known : Null;

    /// <summary>A number.</summary>
    public static implicit operator FeelValue(FeelNumber value) => new(NumberTag, value.Coefficient, value.Packed);

    /// <summary>A number, or null.</summary>
    public static implicit operator FeelValue(FeelNumber? value) => value is { } known ? known : Null;

    /// <summary>A whole number.</summary>
    public static implicit operator FeelValue(long value) => (FeelNumber)value;

    /// <summary>Text; null is <see cref="Null"/>.</summary>
    public static implicit operator FeelValue(string? value) => new(value);

    /// <summary>A date, time, duration, list, context, range or function; null is <see cref="Null"/>.</summary>
    public static FeelValue Of(IFeelObject? value) => new(value);

    /// <summary>As FEEL's <c>string()</c> writes it inside lists and contexts: text in quotes; for messages.</summary>
    public override string ToString() => FeelText.Literal(this);
}

/// <summary>A value that is an object.</summary>
public interface IFeelObject
{
    /// <summary>What kind of value it is.</summary>
    FeelKind Kind { get; }
}
