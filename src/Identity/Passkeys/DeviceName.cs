namespace Cabildo.Identity.Passkeys;

/// <summary>What a person calls the device their passkey was made on.</summary>
internal static class DeviceName
{
    private static readonly (string Mark, string Name)[] Known =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Macintosh", "Mac"), ("Linux", "Linux")];

    /// <returns>The empty string where the browser does not say.</returns>
    public static string Of(string? userAgent) =>
        Known.FirstOrDefault(known => userAgent?.Contains(known.Mark, StringComparison.Ordinal) == true).Name ?? "";
}
