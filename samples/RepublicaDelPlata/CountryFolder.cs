namespace Cabildo.RepublicaDelPlata;

/// <summary>Where the country's files lie once built.</summary>
public static class CountryFolder
{
    /// <summary>The folder.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "samples", "RepublicaDelPlata");

    /// <summary>The country pack.</summary>
    public static string Pack => System.IO.Path.Combine(Path, "pack.yaml");

    /// <summary>The people whose stories the demo tells.</summary>
    public static string People => System.IO.Path.Combine(Path, "people.yaml");

    /// <summary>The drawn portraits, <c>NN.jpg</c> for cards and <c>NN.webp</c> for codes.</summary>
    public static string Portraits => System.IO.Path.Combine(Path, "portraits");
}
