namespace Cabildo.Rules.Dmn.Reading;

/// <summary>The namespaces of DMN that are read.</summary>
internal static class DmnNamespaces
{
    /// <summary>Whether it is that of the models of DMN 1.2, 1.3, 1.4 or 1.5.</summary>
    public static bool IsModel(string space) => space is "http://www.omg.org/spec/DMN/20180521/MODEL/"
        or "https://www.omg.org/spec/DMN/20191111/MODEL/"
        or "https://www.omg.org/spec/DMN/20211108/MODEL/"
        or "https://www.omg.org/spec/DMN/20230324/MODEL/";

    /// <summary>Whether it names FEEL, of whatever version.</summary>
    public static bool IsFeel(string language) => language.Contains("/FEEL", StringComparison.OrdinalIgnoreCase) || language.Equals("FEEL", StringComparison.OrdinalIgnoreCase);
}
