using System.Collections;
using System.ComponentModel;
using System.Reflection;

namespace Cabildo.Cli.Settings;

/// <summary>What may stand at a place of a settings file, as the options classes have it.</summary>
internal abstract record SettingShape
{
    /// <summary>The shape of a property's type, as the framework's binder fills it.</summary>
    public static SettingShape Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Of(inner);
        if (TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string)))
            return new Scalar(type);
        if (Generic(type, typeof(IDictionary<,>)) is [_, var value])
            return new Dictionary(Of(value));
        if (typeof(IEnumerable).IsAssignableFrom(type) && Generic(type, typeof(IEnumerable<>)) is [var item])
            return new List(Of(item));
        return OfClass(type);
    }

    /// <summary>The shape of an options class.</summary>
    public static Section OfClass(Type type)
    {
        var section = new Section();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            section.Keys[property.Name] = Of(property.PropertyType);
        return section;
    }

    private static Type[] Generic(Type type, Type definition) =>
        type.GetInterfaces().Prepend(type).FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == definition)?.GetGenericArguments() ?? [];

    /// <summary>A text that can be read as a value of this type.</summary>
    /// <param name="Type">The type.</param>
    public sealed record Scalar(Type Type) : SettingShape;

    /// <summary>A list.</summary>
    /// <param name="Item">Each of its values.</param>
    public sealed record List(SettingShape Item) : SettingShape;

    /// <summary>Keys of the operator's own choice.</summary>
    /// <param name="Value">Each of its values.</param>
    public sealed record Dictionary(SettingShape Value) : SettingShape;

    /// <summary>Keys that are known.</summary>
    public sealed record Section : SettingShape
    {
        public System.Collections.Generic.Dictionary<string, SettingShape> Keys { get; } = new(StringComparer.OrdinalIgnoreCase);

        /// <summary>The same with another section in it, at a path such as <c>Exchange:Log</c>.</summary>
        public Section With(string path, Section section)
        {
            var at = this;
            foreach (var step in path.Split(':'))
                at = at.Keys.TryGetValue(step, out var known) && known is Section inner ? inner : (Section)(at.Keys[step] = new Section());
            foreach (var (key, shape) in section.Keys)
                at.Keys[key] = shape;
            return this;
        }
    }
}
